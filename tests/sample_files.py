"""Small files of formats that nothing at hand writes, as text."""

from __future__ import annotations

import base64
import zlib

_DOC = (
    "c-rk+Yiv|S6h3qJ(Yp(U?Y0yIl%=eN6os~w((-J#fThp}v<L)PDBYH}wB6d40LCAPnqb5PBN1bWVp2#%Ln@kJhzZ2#4-+4Rght{I%MVO65*`|2"
    "f6(<ib7$$MwDj(_D8xOR@6O}inR905n{#L8?!_OIdOrMg@>Loji^xKKAqUwb@&u3+PPm9PmDd*vg~HjPxI9*JSA{%=R*atw;4x27<LW@@1jYbk"
    "fka>&Fy5eme8#Q9xIBKcj)M4gkcU=K3&J+qN6|<s7!z5anKFGQpEE0Q{juv0`|rW#zYYvH|M`8u^FJ9#0VYUJ5KROo0Z#yvfhoXL;7Q;qrPG6O"
    "x{A+0=vDFbxIg*VM4+cFPJ=^shbB33!Jx)U9>3Ctnzmqju&%?iA=nmpc6o5u?&jK-4#|nqO3qsztdUIM_#7nU{W*E`SN@q7hUcO%mJu<F8;o<J"
    "md%ophWJ6vTOo}@aJdZrt&N(gnwk`kv%Hky6@{SNJo05wd5M+Q0!1aM)LiVawgan+HL57FQA@E^?*RNIcB(F!MB9q<tq-&(m)5&(hi)O{xw1<7"
    ")LQ6o!Ii!28frj%mz+($3`c7{(SBN*Ay!h~G(m2JJok$6bTtL!vpZ!?E=umaNhzIs$?g@HS>+`OFggK7PnCum22Q0M^0~O4965KZP|see*N0vR"
    "NZ;<loOK6Mgg}j$vz>>K=b^c-B#|a~Mp~tf?I^`V<3`$FqEi8-q26p!AnhxHb**@!0kyVB`;t-HUTNQ0*yn~_lPFggT$KB5t1i-I3w<J8dKvDS"
    "fV7TNDYBHIiKR~3A!#L<$*$---SAEv|6HZRo+=d5WNf|c+ZI^02Uh_rxkZJ*YE^6U#+1;6{b3y}noC7Eqr&id((OH$dRUmDU=_Nd8BJ-2vND8w"
    "5b|r4DaV~NAN82wcqN9XnRcKg6Lns?IqiiYSA!yVAvBpOv>aA8qRjKO8@5(Tf;PzZFECj{k<{1#Yq=y*x!qj34bas>YoV9>W)sSKs1(;4)DuLU"
    "iO=;dv&YsFuC<-Zr;o6_cVy*#ps&#1ga`cwLtifjaeI*2?2Kf}DGC3|Vds6hPE}&2MRHlri@1#7g^@Y>bq<)_9+QI<wI%!S&pIkeI6}Gj?eF_~"
    "&;5{e=m4Ff)gO)F_E><P0r~8@>*4l0;QSZTT>P>qn-<U<G{ry`^75lm-4|k_YlE!|sOPm0ZugegyFPwPr`a<<yTbkTl3Jhg{XFHU3)D1Oqu%cu"
    ")mk;6)~l^*h<>|ktUWc=_XQF9%*3OypL4X!-(Nm9XNv3Xqp<&(-qSozwgGut)H+!xxFT#FDt|QPj}t<adK}>EP51doTB<kfI4Y_RHdVLe4MJ9j"
    "HI<gQ`qOp8?o-CgH@Hx7yJ{212g*Tty`&uHB@@1wpGk?L<-ZDpCASBZ+W?aa0FP$uWMY-v7}vE&F%~-_%K9{8SM{ifT{CucaTy(9o{aqu^lEe^"
    "-uZEf%l}$(%C<F~uRK?l)U>Sjm_HjY|7@B^9ez$-Ee~#QT1(rmZQWAd;Xmm=v7@9ak#cJ@*X3jFb*F5B-1qaQZ4)-mE3oNZgMED&_SzmwGqq4m"
    "!&)GP46QlPnnn7~`E;#z0%~@YCD7Ne_q+&=>rVO;Xg>D$#_x+aZd7uZD^rIyYni^E&i;}ZAIw+;YrI?_4_F8+29^Q^fDhOY8~|Pg-T~fK>q7eb"
    "7TuuhbnQAWad`w}yroet&vda~7n&|C2rP?rktlRwEf!>}C;jD}iKL4fqyjR9X@;@PR^$C1@IKH9oB~b*UBDT2;?^6fZs^4IktQ|{c?WU?t8%ZH"
    "=oPE#cvGNvZz1cE&{_TGq|oFU-tD8@sVR4~gUOC={od(8_blG9C_FIM`cNLt>9&&)78TJfO-95T&e4%mmqV5uUQ?!qd&%OZYA>IA7kYWuWhD6k"
    "+{xp54)_wd0DPt9_n(oyFm%E{<hVVo-AAPL59Wd=&V}K)K(<A+IFkx0;Or|jn$~r3uBWSK$@H${wlrYI;o~+hkd6CUhXa(^%I6UCkeZcE<1*tu"
    "_wkp}{Ql4E8u$%yurhqKc)<}q=PQz*N?NI$c2Hx~_Peo<WsNpcUy4jh<Gpjna%!U5nETHO?X1@lg?_d-eBzWvRaA|Z$7;hk)Mlmr{{WaN!?yOS"
    "KXxsL_6}gA?T<$PG&0VuNse13?Z)`?$1>&~e;2H~_r<pV3*%5S3;O%N0-DpG27D4e?UT9!=!YQHNK0zvJTNPhV`x9WLBi*zw)-?k*B^N?=zkgr"
    "x9}e$$6^H"
)
"""A Word 97 document, saved by LibreOffice: a tracked change, hidden text, a link, and a table with merged cells."""

_HEIC = (
    "0000SW^{RQXk}?*00000ZE0pPXk}?*ZE0a<00042ZDn*}000000000XXk=`10000000000aA{+700000000000000000000B57=IV*mgE07O6l"
    "0RRC200001dH?|c0000000u|^001LtX>Mi!000000RR916=`l}WdZ;I000310BCk&F#rGn01j|zbZr0t000010002iX>f9I0002DX>en20001Z"
    "Xm(>m0RwOV0058x00000Jn#Vg{rLC*01pFT0096PKmiN^|NjGU00093kN^M!00093Jh}ovVE_RDD?$MQ18@KU0|1Z!00RI30{}dr4+shtTd5?b"
    "xwr^uFdzT`0|Ouc00RIaVgLaE2SfqEa<F1R0000JV{dG7ZewhC0096E00w{n000zeb8uw<0000000H0t005u>000nhX?SS>000032nYxO000+h"
    "aBX1#00000000310R({p0|Wp722gEeVRQfh21F<UuNh*dk1F>8;7-%@QH)}J6Xy_g%7J7N_BO9J*xG#szD`#&(-T)w{f_FegpgO^v61i5u^<xF"
    ";-o3_lX+2a4rsYdL2Kpm({@GALU#lT1kA;}CyHZezpf;j4$2_e_iBshL?Q6R1#-XzU6cYgGsd_V&!O@u)qLm5@8W;KY_f*}X}?Wp$E|4{s0Ycc"
    "?A4(Y7>W^v89ib6Ud1}98g}BKb?z#FmMd^ntvQEJqVnT>)bpn;UY0EY=bUE;gO#S&Cw%G+OV^@a#gvc(tqz9v=uM*CAE0()=7BpU(oJ+Ccs}rk"
    "ivZcT*TpvPz+-)5KI`g!SLdGCMR1@$#l_B2<lnX{U%PqfeB@wKF!itdXqgY9<CYNWM6<XPE1G2h-vv=7t@}R4Q;SX(z_9qug=J&+)!DfCMk0XH"
    "$0`Rvq*>(Ao#cdr?xlfOQOw#fAsD;qq<G>?>NjUwHG24{gE);P@_R*yFXbj(?zjd|=p@PaJ`1kxDiDe@E(hWlH?LgIpAf~red61n?u-fuzQ{6<"
    "ZUr@8R)MV{J3cY_L691^Rak&q50Y*qZR#z5rR}mm3q|^glJa63-v4tQ{VROUqXNWqMfS@F+}Al23(hXi@>YrPT^82G|MVNRVIcS#MF-+CM}e<^"
    "PuG5~hcq>hmW;9Iug14;Hv2S{F7jYXW4ztXTkX9s&h5ag{$rNb91GruVa^RL%=%UyO|lfK>PclU#S_|eYo^zj_KlA8+;4m!8(N?IPE#=qvt!?|"
    "6eN^xuQz`uK$GvM6Iz(;+R6u#G)bKH&rK@aA8?f)%J``{!%SMSKQxSp<Q(c&jDt5(JJ0d26kh|g`S|4JJGBOPUQsJf`BNNXt+_wE`;SLeM&PV@"
    "C84T*zkwr~S_J4}^(aFSRznB(I`egzto~4|)Moh!!?y~Zy<Fn-;z(Cnu6*xY6!hIV-=*WX=n1dkdE$D3;In#=Wtf%eP(6+f6!TLVWI?>_hdbUC"
    "7((KKi4h)7mB&))i%=RRRJM48>j=sg$iWue7DH;-5$2lP_wtRtur>+Z!{=mz+Q}%VZQtnIT~m=+-~iEIy^DWfyv2*F)&M{evco{{D&!Wdj5nYt"
    "yRy<-sWrrLD!RGMwH#>o_K@H_My;`&>E$pMA%~DKf!4xE$=tg_z>r7NN_40Z^J4&maO7*c)faE*-lse)*O~FBDW-w5k|O3#7CZIRsQbz{!pBSK"
    "rnnxZ3#pdRp#ch``g>OPIBH~@9y4L=n1`xUL_&e4HJ(_jf2S^3No(r88p~a^YFp$K0J=_Qo@F+3NFdFHj$Z%0ijCj&1DTN6ayv5OIpTGiG!nag"
    "k*m0J3<mH9Fz?NGoB6i!dBN=O>zmlUj5)lW!LsHqmyR->a$T*LEvc)DCXNIW{aXnlUA4uiaJyo3Jkj}$U%8n1&!3g`SU<r+BV)&XbUEC{t?Zko"
    "?-6_i3I%obR6)4Ofe`6G%@i~sjbiS?+_12^rnD-;(38eUy>g+Ehv_@Ulzc8+TXL<YpzW4P{-X_3l_oz%i57`2<O_pUF;%}DrrdT6(~%Zq>Y)<)"
    "pS+rMcvO)H|4oXm)g-UqLa!FQv)mzUpaE(LGUGUQiS>|50)1;K{uTwH-hg?p><;<nj_Wn*%BhWt5w1w0>@qV_t(`?l4s(1{PW4Qyyjyl2OaY=+"
    "?Hsk8T(sieC$vPO`0+-I<15HFX7t!Du}($>!Bqas-9xM2N?WNt({Eiz6;}h}`)sc44-DLvoaE)$?n)MCwlMpd%MbiG*>MX^nSGD;kvo<E)BbK0"
    "h5+T$6c_0R<~Ogl;(pb<%PbPjL6WH+m)=<89Z>c@I7^1vFe;vpFm+WX@g_rGemn)R{3(fObO8R7A*E4*mq%peAOW3>Y(ktXbOhg+Mo^EU;$w?("
    "2%*fZ*`pOEFJWBVc&DOBHaI*77ep0MXEY7q&y4@`TiU&g^o~a&=W2^i!DWplV`w;AWE1f1>^$CUj_(u6%Ur7QyzU&h5!gkrWB3o9$%CZuw;I@s"
    "t@Y)jK7G|iTO0shR?Q{@^{X^MUf{DSFC3K>XSgy$9F1tqvKvI0J{PgWiEABT-+%"
)
"""A photo of the figure 7730.28."""


def word97_file() -> bytes:
    return zlib.decompress(base64.b85decode(_DOC))


def heic_file() -> bytes:
    return base64.b85decode(_HEIC)
