from tests.factories import *
def test_x(tmp_path):
    import time
    t=time.time()
    with una_caja(tmp_path/"c") as caja:
        print("una_caja",time.time()-t)
        importar(caja,[una_cuenta("100"),una_cuenta("101")],[un_recibo("100"),un_recibo("100","2023-07"),un_recibo("101")],[un_beneficio("100")])
        t=time.time()
        p=un_pago(caja,"100")
        print(p)
        t=time.time()
        un_pago(caja,"101")
        print("pago",time.time()-t)
        print(entrar(caja))
        caja.reabrir()
        t=time.time()
        i=caja.verificar()
        print(i, time.time()-t)
        assert i.ok
    t=time.time()
    with una_caja(tmp_path/"d") as caja:
        print("una_caja",time.time()-t)
    with una_caja(tmp_path/"e",demo=False) as caja:
        caja.reabrir()
